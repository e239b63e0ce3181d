using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace Giaingan
{
    /// <summary>Arrays that stay where they are as long as this lives.</summary>
    internal sealed class PinnedMemory
    {
        private readonly List<GCHandle> _pinned = new List<GCHandle>();

        ~PinnedMemory()
        {
            foreach (GCHandle each in _pinned) each.Free();
        }

        internal IntPtr Pin(Array values)
        {
            GCHandle pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
            _pinned.Add(pinned);
            return pinned.AddrOfPinnedObject();
        }
    }

    /// <summary>Columns in the library's form, in memory that lives as long as this.</summary>
    internal sealed class PinnedColumns
    {
        private static readonly int Int64Type = Native.Constant("INT64");
        private static readonly int Utf8Type = Native.Constant("UTF8");

        private readonly PinnedMemory _memory = new PinnedMemory();
        private readonly List<NativeColumn> _columns = new List<NativeColumn>();

        internal NativeColumn[] ToArray()
        {
            return _columns.ToArray();
        }

        /// <summary>A column of numbers, where they are. No values: a column without memory.</summary>
        internal void Add(string name, long[] values, bool[] present = null)
        {
            if (present != null && present.Length != values.Length)
                throw new ArgumentException(name + ": " + values.Length + " values, " + present.Length + " marks");
            _columns.Add(new NativeColumn
            {
                Name = _memory.Pin(Native.Bytes(name)),
                Data = values == null ? IntPtr.Zero : _memory.Pin(values),
                Valid = present == null ? IntPtr.Zero : _memory.Pin(present.Select(there => (byte)(there ? 1 : 0)).ToArray()),
                Length = values == null ? 0 : values.Length,
                Type = Int64Type,
            });
        }

        internal void Add(string name, string[] values)
        {
            var offsets = new long[values.Length + 1];
            for (int i = 0; i < values.Length; ++i) offsets[i + 1] = offsets[i] + Encoding.UTF8.GetByteCount(values[i] ?? "");
            _columns.Add(new NativeColumn
            {
                Name = _memory.Pin(Native.Bytes(name)),
                Data = _memory.Pin(Encoding.UTF8.GetBytes(string.Concat(values))),
                Offsets = _memory.Pin(offsets),
                Valid = _memory.Pin(values.Select(value => (byte)(value == null ? 0 : 1)).ToArray()),
                Length = values.Length,
                Type = Utf8Type,
            });
        }
    }

    /// <summary>A table of a portfolio's, column by column, named as in the dataset's files.</summary>
    public sealed class Table
    {
        internal readonly PinnedColumns Columns = new PinnedColumns();

        /// <summary>Amounts in whole đồng, years, months; false in <paramref name="present"/> where the field is empty.</summary>
        public Table Numbers(string name, long[] values, bool[] present = null)
        {
            Columns.Add(name, values, present);
            return this;
        }

        /// <summary>Texts, days as "2024-06-30", months as "2024-06"; null where the field is empty.</summary>
        public Table Texts(string name, params string[] values)
        {
            Columns.Add(name, values);
            return this;
        }
    }
}
