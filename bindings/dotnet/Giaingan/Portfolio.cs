using System;
using System.Collections.Generic;

namespace Giaingan
{
    /// <summary>The facts of one budget year, checked. Immutable; any number of threads may read it.</summary>
    public sealed class Portfolio : IDisposable
    {
        internal readonly PortfolioHandle Handle;

        internal Portfolio(IntPtr pointer)
        {
            Handle = new PortfolioHandle(pointer);
        }

        /// <summary>Reads a dataset folder of CSV files.</summary>
        public static Portfolio Read(string folder, int year)
        {
            Native.Check(Native.giaingan_portfolio_read(Native.Bytes(folder), year, out IntPtr made, out IntPtr error), error);
            return new Portfolio(made);
        }

        /// <summary>Makes a portfolio of tables named as the dataset's files are: "units", "projects" and "allocations" before
        /// what refers to them. Columns are copied.</summary>
        public static Portfolio FromTables(int year, IEnumerable<KeyValuePair<string, Table>> tables)
        {
            Native.Check(Native.giaingan_builder_create(year, out IntPtr made, out IntPtr error), error);
            return Built(new BuilderHandle(made), tables);
        }

        internal static Portfolio Built(BuilderHandle builder, IEnumerable<KeyValuePair<string, Table>> tables)
        {
            using (builder)
            {
                IntPtr error;
                foreach (KeyValuePair<string, Table> each in tables)
                {
                    NativeColumn[] columns = each.Value.Columns.ToArray();
                    Native.Check(Native.giaingan_builder_add(builder, Native.Bytes(each.Key), columns, columns.Length, out error), error);
                    GC.KeepAlive(each.Value);
                }
                Native.Check(Native.giaingan_builder_finish(builder, out IntPtr portfolio, out error), error);
                return new Portfolio(portfolio);
            }
        }

        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
