using System;
using System.IO;
using System.Text;

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

        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>A policy document, read and checked. Immutable; any number of threads may read it.</summary>
    public sealed class Policy : IDisposable
    {
        private readonly PolicyHandle _handle;

        private Policy(IntPtr pointer)
        {
            _handle = new PolicyHandle(pointer);
        }

        /// <summary>Library's version, as "0.1.0".</summary>
        public static string LibraryVersion
        {
            get { return Native.Text(Native.giaingan_version()); }
        }

        /// <summary>Reads a document (JSON, UTF-8); <paramref name="name"/> is what diagnostics call it.</summary>
        public static Policy FromJson(byte[] json, string name = "policy")
        {
            Native.Check(Native.giaingan_policy_from_json(json, json.LongLength, Native.Bytes(name), out IntPtr made, out IntPtr error), error);
            return new Policy(made);
        }

        public static Policy Read(string path)
        {
            return FromJson(File.ReadAllBytes(path), path);
        }

        /// <summary>The budget year.</summary>
        public int Year
        {
            get { return Native.giaingan_policy_year(_handle); }
        }

        /// <summary>Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a
        /// day; <paramref name="level"/> null: the policy's.</summary>
        public Result Assess(Portfolio of, DateTime asOf, string level = null)
        {
            Native.Check(Native.giaingan_assess(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(level), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>The verdicts of Assess without the evidence of each month, many times faster.</summary>
        public Result Judge(Portfolio of, DateTime asOf, string level = null)
        {
            Native.Check(Native.giaingan_judge(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(level), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>Completion evaluation as of a day.</summary>
        public Result Evaluate(Portfolio of, DateTime asOf)
        {
            Native.Check(Native.giaingan_evaluate(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>The year's duties as of a day, of one unit or of all.</summary>
        public Result ListObligations(Portfolio of, DateTime asOf, string unit = null)
        {
            Native.Check(Native.giaingan_list_obligations(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, Native.Bytes(unit), out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>One reallocation round, by its id in the policy; After is the portfolio that it leads to.</summary>
        public Result Reallocate(Portfolio of, string round)
        {
            Native.Check(Native.giaingan_reallocate(_handle, of.Handle, Native.Bytes(round), out IntPtr made, out IntPtr after, out IntPtr error), error);
            return new Result(made, new Portfolio(after));
        }

        /// <summary>One adjustment of the medium-term plan, by its id in the policy.</summary>
        public Result AdjustMediumTerm(Portfolio of, string adjustment)
        {
            Native.Check(Native.giaingan_adjust_medium_term(_handle, of.Handle, Native.Bytes(adjustment), out IntPtr made, out IntPtr after, out IntPtr error), error);
            return new Result(made, new Portfolio(after));
        }

        /// <summary>Plans of sources fed by revenue, as of a day.</summary>
        public Result ReviewRevenuePlans(Portfolio of, DateTime asOf)
        {
            Native.Check(Native.giaingan_review_revenue_plans(_handle, of.Handle, asOf.Year, asOf.Month, asOf.Day, out IntPtr made, out IntPtr after, out IntPtr error), error);
            return new Result(made, new Portfolio(after));
        }

        /// <summary>Holds a saved round to what policy and portfolio ask for; the portfolio with the round applied.</summary>
        public Portfolio VerifyRound(Portfolio of, byte[] json)
        {
            Native.Check(Native.giaingan_verify_round(_handle, of.Handle, json, json.LongLength, out IntPtr after, out IntPtr error), error);
            return new Portfolio(after);
        }

        public void Dispose()
        {
            _handle.Dispose();
        }
    }
}
