using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace Giaingan
{
    /// <summary>How equal ratios are ranked: 1, 2, 2, 4 or 1, 2, 2, 3.</summary>
    public enum Ties { Standard = 1, Dense = 2 }

    /// <summary>What a month without a ratio or a reference does to a run: it ends it, or is taken out.</summary>
    public enum Gap { Breaks = 1, Skipped = 2 }

    /// <summary>Which months of each unit are below, as bits (January is the lowest), and the runs they form.</summary>
    public sealed class Runs
    {
        internal Runs(int units)
        {
            Below = new ushort[units];
            Undefined = new ushort[units];
            Current = new byte[units];
            Longest = new byte[units];
            FirstFlagged = new byte[units];
        }

        public ushort[] Below { get; }
        public ushort[] Undefined { get; }
        public byte[] Current { get; }
        public byte[] Longest { get; }
        /// <summary>Month in which a run was first long enough; 0: none.</summary>
        public byte[] FirstFlagged { get; }
    }

    /// <summary>Plan and disbursed of very many units at successive month-ends (docs/panels.md). Arrays are used where they
    /// are, and must stay as they are.</summary>
    public sealed class Panel : IDisposable
    {
        private readonly PinnedColumns _figures = new PinnedColumns();
        private readonly PanelHandle _handle;
        private readonly int _months;
        private readonly int _units;

        /// <summary>An array a month, with an amount a unit.</summary>
        public Panel(IReadOnlyList<long[]> plan, IReadOnlyList<long[]> disbursed, int firstMonth = 1)
        {
            if (plan.Count != disbursed.Count)
                throw new ArgumentException(plan.Count + " months of plan, " + disbursed.Count + " of disbursed");
            foreach (long[] month in plan.Concat(disbursed)) _figures.Add("", month);
            NativeColumn[] columns = _figures.ToArray();
            Native.Check(Native.giaingan_panel_create(columns.Take(plan.Count).ToArray(), columns.Skip(plan.Count).ToArray(), firstMonth, plan.Count, out IntPtr made, out IntPtr error), error);
            _handle = new PanelHandle(made);
            _months = plan.Count;
            _units = plan[0].Length;
        }

        /// <summary>Plan of all units in a month, and what they have disbursed.</summary>
        public (long Plan, long Disbursed) Total(int month)
        {
            Native.Check(Native.giaingan_panel_total(_handle, month, out long plan, out long disbursed, out IntPtr error), error);
            return (plan, disbursed);
        }

        /// <summary>Ranks each month's units by their exact ratios, 1 for the highest; 0 without a ratio.</summary>
        public int[][] Rank(Ties ties = Ties.Standard, int threads = 1)
        {
            int[][] ranks = Enumerable.Range(0, _months).Select(month => new int[_units]).ToArray();
            GCHandle[] pinned = ranks.Select(month => GCHandle.Alloc(month, GCHandleType.Pinned)).ToArray();
            try
            {
                IntPtr[] places = pinned.Select(each => each.AddrOfPinnedObject()).ToArray();
                Native.Check(Native.giaingan_panel_rank(_handle, (int)ties, threads, places, out IntPtr error), error);
            }
            finally
            {
                foreach (GCHandle each in pinned) each.Free();
            }
            GC.KeepAlive(this);
            return ranks;
        }

        /// <summary>Months below a reference (null: the panel's own weighted average), and their runs.</summary>
        public Runs BelowAverage(int monthsInARow = 3, Gap gap = Gap.Breaks, int threads = 1, long[] referencePlan = null, long[] referenceDisbursed = null)
        {
            if ((referencePlan != null && referencePlan.Length != _months) || (referenceDisbursed != null && referenceDisbursed.Length != _months))
                throw new ArgumentException("a reference has " + _months + " months");
            var runs = new Runs(_units);
            Native.Check(Native.giaingan_panel_below_average(_handle, referencePlan, referenceDisbursed, monthsInARow, (int)gap, threads,
                runs.Below, runs.Undefined, runs.Current, runs.Longest, runs.FirstFlagged, out IntPtr error), error);
            GC.KeepAlive(this);
            return runs;
        }

        public void Dispose()
        {
            _handle.Dispose();
        }
    }
}
