using System;
using System.Runtime.InteropServices;

namespace Giaingan
{
    /// <summary>An object of the library: the runtime releases it once, and never during a call that it is passed to.</summary>
    internal abstract class Handle : SafeHandle
    {
        protected Handle(IntPtr pointer) : base(IntPtr.Zero, true)
        {
            SetHandle(pointer);
        }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }
    }

    internal sealed class PolicyHandle : Handle
    {
        internal PolicyHandle(IntPtr pointer) : base(pointer) { }

        protected override bool ReleaseHandle()
        {
            Native.giaingan_policy_release(handle);
            return true;
        }
    }

    internal sealed class PortfolioHandle : Handle
    {
        internal PortfolioHandle(IntPtr pointer) : base(pointer) { }

        protected override bool ReleaseHandle()
        {
            Native.giaingan_portfolio_release(handle);
            return true;
        }
    }

    internal sealed class ResultHandle : Handle
    {
        internal ResultHandle(IntPtr pointer) : base(pointer) { }

        protected override bool ReleaseHandle()
        {
            Native.giaingan_result_release(handle);
            return true;
        }
    }

    internal sealed class BuilderHandle : Handle
    {
        internal BuilderHandle(IntPtr pointer) : base(pointer) { }

        protected override bool ReleaseHandle()
        {
            Native.giaingan_builder_release(handle);
            return true;
        }
    }

    internal sealed class PanelHandle : Handle
    {
        internal PanelHandle(IntPtr pointer) : base(pointer) { }

        protected override bool ReleaseHandle()
        {
            Native.giaingan_panel_release(handle);
            return true;
        }
    }

    internal sealed class RatingsHandle : Handle
    {
        internal RatingsHandle(IntPtr pointer) : base(pointer) { }

        protected override bool ReleaseHandle()
        {
            Native.giaingan_ratings_release(handle);
            return true;
        }
    }

    internal sealed class SessionHandle : Handle
    {
        internal SessionHandle(IntPtr pointer) : base(pointer) { }

        protected override bool ReleaseHandle()
        {
            Native.giaingan_session_release(handle);
            return true;
        }
    }
}
