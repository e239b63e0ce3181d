package vn.giaingan;

/**
 * Years to simulate (docs/simulation.md).
 *
 * @param policy the document, for scenarios change it
 * @param against null, or another policy document that the same draws are simulated by
 * @param threads at most so many; the bytes are the same for any number
 */
public record Sweep(byte[] policy, byte[] against, byte[] scenarios, int threads) {
  public Sweep(byte[] policy, byte[] scenarios) {
    this(policy, null, scenarios, 1);
  }

  /** Simulates them; a draw is a step of the portfolio's session. */
  public Result over(Portfolio of) {
    return of.with(portfolio -> Result.of((result, error) -> SessionLibrary.giaingan_simulate(
        policy, policy.length, against, against == null ? 0 : against.length, portfolio, scenarios, scenarios.length,
        0, 0, threads, result, error)));
  }
}
