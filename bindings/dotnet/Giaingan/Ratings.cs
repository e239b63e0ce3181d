using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Giaingan
{
    /// <summary>Who is rated: units as collectives, or the persons at their head.</summary>
    public enum Subject { Collective = 1, Head = 2 }

    /// <summary>A metric with a value a unit: values over denominators, or whole where these are null.</summary>
    public sealed class Metric
    {
        /// <param name="present">False where a value is missing; null: none is.</param>
        public Metric(string name, long[] values, long[] denominators = null, bool[] present = null)
        {
            Name = name;
            Values = values;
            Denominators = denominators;
            Present = present;
        }

        public string Name { get; }
        public long[] Values { get; }
        public long[] Denominators { get; }
        public bool[] Present { get; }
    }

    /// <summary>The completion evaluation of very many units, straight from columns of their metrics, which are used where they
    /// are and must stay as they are. Rows stand in the order of the units' ids.</summary>
    public sealed class Ratings : IDisposable
    {
        private static readonly int Int64Type = Native.Constant("INT64");
        private static readonly int Int16Type = Native.Constant("INT16");

        private readonly PinnedColumns _values = new PinnedColumns();
        private readonly PinnedColumns _denominators = new PinnedColumns();
        private readonly RatingsHandle _handle;

        /// <param name="collectives">For heads that the policy holds to their collective's class; else null.</param>
        public Ratings(Policy policy, IEnumerable<Metric> metrics, Subject subject = Subject.Collective, Ratings collectives = null)
        {
            foreach (Metric metric in metrics)
            {
                if (metric.Denominators != null && metric.Denominators.Length != metric.Values.Length)
                    throw new ArgumentException(metric.Name + ": " + metric.Values.Length + " values, " + metric.Denominators.Length + " denominators");
                _values.Add(metric.Name, metric.Values, metric.Present);
                _denominators.Add("", metric.Denominators);
            }
            NativeColumn[] values = _values.ToArray();
            IntPtr held = collectives == null ? IntPtr.Zero : collectives._handle.DangerousGetHandle();
            Native.Check(Native.giaingan_ratings_create(policy.Handle, (int)subject, held, values, _denominators.ToArray(), values.Length, out IntPtr made, out IntPtr error), error);
            GC.KeepAlive(collectives);
            _handle = new RatingsHandle(made);
        }

        /// <summary>"class", "class_by_total", "class_after_limits" (rows of the legend's table "classes"; -1: not classed),
        /// "total_num" or "total_den" (of length 1: that of all).</summary>
        public long[] Column(string name)
        {
            Native.Check(Native.giaingan_ratings_column(_handle, Native.Bytes(name), out NativeColumn column, out IntPtr error), error);
            return Copied(column);
        }

        /// <summary>Each unit's band under a criterion, counted from 0; below 0: none (giaingan.h, GIAINGAN_BAND_).</summary>
        public long[] Bands(string criterion)
        {
            Native.Check(Native.giaingan_ratings_bands(_handle, Native.Bytes(criterion), out NativeColumn column, out IntPtr error), error);
            return Copied(column);
        }

        /// <summary>Whether a veto or cap, by its row in the legend's table "limits", holds: 1, 0, or -1 undecided.</summary>
        public long[] Limit(long row)
        {
            Native.Check(Native.giaingan_ratings_limit(_handle, row, out NativeColumn column, out IntPtr error), error);
            return Copied(column);
        }

        /// <summary>Which units a quota has demoted by one class: 1 or 0.</summary>
        public long[] Demoted(string quota)
        {
            Native.Check(Native.giaingan_ratings_demoted(_handle, Native.Bytes(quota), out NativeColumn column, out IntPtr error), error);
            return Copied(column);
        }

        private long[] Copied(NativeColumn column)
        {
            var values = new long[column.Length];
            for (int row = 0; row < values.Length; ++row)
            {
                values[row] = column.Type == Int64Type ? Marshal.ReadInt64(column.Data, 8 * row)
                    : column.Type == Int16Type ? Marshal.ReadInt16(column.Data, 2 * row)
                    : (sbyte)Marshal.ReadByte(column.Data, row);
            }
            GC.KeepAlive(this);
            return values;
        }

        /// <summary>What places stand for: the tables "criteria", "bands", "classes", "limits", "quotas".</summary>
        public Result Legend()
        {
            Native.Check(Native.giaingan_ratings_legend(_handle, out IntPtr made, out IntPtr error), error);
            return new Result(made);
        }

        /// <summary>The evidence of one unit in full, before quotas.</summary>
        public Result Explain(long row, string unit)
        {
            Native.Check(Native.giaingan_ratings_explain(_handle, row, Native.Bytes(unit), out IntPtr made, out IntPtr error), error);
            GC.KeepAlive(this);
            return new Result(made);
        }

        public void Dispose()
        {
            _handle.Dispose();
        }
    }
}
