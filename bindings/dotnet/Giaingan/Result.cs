using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Giaingan
{
    /// <summary>What an evaluation found: a JSON document, and tables of columns.</summary>
    public sealed class Result : IDisposable
    {
        private static readonly int Int64Type = Native.Constant("INT64");
        private static readonly int Int32Type = Native.Constant("INT32");
        private static readonly int DateType = Native.Constant("DATE");
        private static readonly int Utf8Type = Native.Constant("UTF8");
        private static readonly int BoolType = Native.Constant("BOOL");
        private static readonly DateTime Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        private readonly ResultHandle _handle;

        internal Result(IntPtr pointer, Portfolio after = null)
        {
            _handle = new ResultHandle(pointer);
            After = after;
        }

        /// <summary>The portfolio that the result leads to, where it changes plans; else null.</summary>
        public Portfolio After { get; }

        /// <summary>The document that the command line prints: the same bytes.</summary>
        public byte[] Json()
        {
            Native.Check(Native.giaingan_result_json(_handle, out IntPtr text, out long size, out IntPtr error), error);
            return Native.Copied(text, size);
        }

        /// <summary>The names of its tables.</summary>
        public string[] Tables()
        {
            var names = new string[Native.giaingan_result_table_count(_handle)];
            for (int i = 0; i < names.Length; ++i) names[i] = Native.Text(Native.giaingan_result_table_name(_handle, i));
            return names;
        }

        /// <summary>A column of amounts or numbers; null in rows without one.</summary>
        public long?[] Numbers(string table, string name)
        {
            return Read(table, name, Int64Type, (column, row) => (long?)Marshal.ReadInt64(column.Data, 8 * row));
        }

        /// <summary>A column of small numbers (ranks, months); null in rows without one.</summary>
        public int?[] SmallNumbers(string table, string name)
        {
            return Read(table, name, Int32Type, (column, row) => (int?)Marshal.ReadInt32(column.Data, 4 * row));
        }

        /// <summary>A column of days; null in rows without one.</summary>
        public DateTime?[] Days(string table, string name)
        {
            return Read(table, name, DateType, (column, row) => (DateTime?)Epoch.AddDays(Marshal.ReadInt32(column.Data, 4 * row)));
        }

        /// <summary>A column of truth; null in rows without one.</summary>
        public bool?[] Truths(string table, string name)
        {
            return Read(table, name, BoolType, (column, row) => (bool?)(Marshal.ReadByte(column.Data, row) != 0));
        }

        /// <summary>A column of texts; null in rows without one.</summary>
        public string[] Texts(string table, string name)
        {
            return Read(table, name, Utf8Type, (column, row) =>
            {
                long first = Marshal.ReadInt64(column.Offsets, 8 * row);
                return Native.Text(new IntPtr(column.Data.ToInt64() + first), Marshal.ReadInt64(column.Offsets, 8 * row + 8) - first);
            });
        }

        private T[] Read<T>(string table, string name, int type, Func<NativeColumn, int, T> value)
        {
            Native.Check(Native.giaingan_result_column(_handle, Native.Bytes(table), Native.Bytes(name), out NativeColumn column, out IntPtr error), error);
            if (column.Type != type)
                throw new InvalidArgumentException("the column " + table + "." + name + " holds values of another type (" + column.Type + ")");
            var values = new T[column.Length];
            for (int row = 0; row < values.Length; ++row)
            {
                if (column.Valid == IntPtr.Zero || Marshal.ReadByte(column.Valid, row) != 0) values[row] = value(column, row);
            }
            GC.KeepAlive(this);
            return values;
        }

        /// <summary>A row of the table "evidence" in words; <paramref name="language"/> is "vi" or "en".</summary>
        public string Explain(long row, string language = "vi")
        {
            Native.Check(Native.giaingan_result_explain(_handle, row, Native.Bytes(language), out IntPtr text, out long size, out IntPtr error), error);
            return Taken(text, size);
        }

        /// <summary>The result of ListObligations as iCalendar.</summary>
        public string ICalendar(string language = "vi")
        {
            Native.Check(Native.giaingan_result_icalendar(_handle, Native.Bytes(language), out IntPtr text, out long size, out IntPtr error), error);
            return Taken(text, size);
        }

        private static string Taken(IntPtr text, long size)
        {
            return Encoding.UTF8.GetString(Native.Taken(text, size));
        }

        public void Dispose()
        {
            _handle.Dispose();
        }
    }
}
