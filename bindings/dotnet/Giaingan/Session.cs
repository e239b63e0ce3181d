using System;
using System.Collections.Generic;
using System.Threading;

namespace Giaingan
{
    /// <summary>How far work has come.</summary>
    public struct Steps
    {
        internal Steps(long done, long expected)
        {
            Done = done;
            Expected = expected;
        }

        public long Done { get; }
        /// <summary>Those that are known to be needed so far.</summary>
        public long Expected { get; }
    }

    /// <summary>Every call with a portfolio that was read or made in a session is counted, can be ended by any thread, and keeps
    /// to its limits. What was made in it may outlive it.</summary>
    public sealed class Session : IDisposable
    {
        private readonly SessionHandle _handle;

        /// <param name="limits">By name: max_policy_bytes, max_depth, max_file_bytes, max_rows, max_diagnostics, max_steps.</param>
        public Session(IEnumerable<KeyValuePair<string, long>> limits = null)
        {
            Native.Check(Native.giaingan_session_create(out IntPtr made, out IntPtr error), error);
            _handle = new SessionHandle(made);
            foreach (KeyValuePair<string, long> limit in limits ?? new KeyValuePair<string, long>[0])
                Native.Check(Native.giaingan_session_set_limit(_handle, Native.Bytes(limit.Key), limit.Value, out error), error);
        }

        /// <summary>As Policy.FromDocuments, within the session's limits.</summary>
        public Policy ReadPolicy(IReadOnlyList<KeyValuePair<string, byte[]>> documents, DateTime? asOf = null)
        {
            return Policy.OfDocuments(documents, (IntPtr[] names, IntPtr[] texts, long[] sizes, out IntPtr made, out IntPtr error) =>
                Native.giaingan_session_policy(_handle, names, texts, sizes, names.Length, asOf?.Year ?? 0, asOf?.Month ?? 0, asOf?.Day ?? 0, out made, out error));
        }

        /// <summary>As Portfolio.Read.</summary>
        public Portfolio Read(string folder, int year)
        {
            Native.Check(Native.giaingan_session_portfolio(_handle, Native.Bytes(folder), year, out IntPtr made, out IntPtr error), error);
            return new Portfolio(made);
        }

        /// <summary>As Portfolio.FromTables.</summary>
        public Portfolio FromTables(int year, IEnumerable<KeyValuePair<string, Table>> tables)
        {
            Native.Check(Native.giaingan_session_builder(_handle, year, out IntPtr made, out IntPtr error), error);
            return Portfolio.Built(new BuilderHandle(made), tables);
        }

        /// <summary>How far the session's work has come.</summary>
        public Steps Progress
        {
            get
            {
                Native.giaingan_session_progress(_handle, out long done, out long expected);
                return new Steps(done, expected);
            }
        }

        /// <summary>Ends what runs in the session, and what is begun in it before Reset: it throws OperationCanceledException.
        /// Never waits.</summary>
        public void Cancel()
        {
            Native.giaingan_session_cancel(_handle);
        }

        /// <summary>Cancels the session when the token is, until what this gives is disposed of.</summary>
        public CancellationTokenRegistration EndWith(CancellationToken token)
        {
            return token.Register(Cancel);
        }

        /// <summary>As if nothing had been done or cancelled in it yet; limits stay.</summary>
        public void Reset()
        {
            Native.giaingan_session_reset(_handle);
        }

        public void Dispose()
        {
            _handle.Dispose();
        }
    }
}
