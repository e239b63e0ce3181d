package vn.giaingan;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;

/** The facts of one budget year, checked. Immutable. */
public final class Portfolio extends Handle {
  Portfolio(Pointer pointer) {
    super(pointer, Native.LIBRARY::giaingan_portfolio_release);
  }

  /** Reads a dataset folder of CSV files. */
  public static Portfolio read(Path folder, int year) {
    PointerByReference made = new PointerByReference();
    Native.checked(error -> Native.LIBRARY.giaingan_portfolio_read(folder.toString(), year, made, error));
    return new Portfolio(made.getValue());
  }
}
