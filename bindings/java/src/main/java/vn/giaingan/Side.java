package vn.giaingan;

import java.time.LocalDate;

/** A side of a comparison. The policy is its document, for its values are told apart. */
public record Side(byte[] policy, Portfolio portfolio, LocalDate asOf) {
  /** What differs between two policies, portfolios or days, and which of the changes make each verdict differ. */
  public Result compareWith(Side b) {
    return portfolio.with(mine -> b.portfolio.with(others -> Result.of((result, error) ->
        Library.giaingan_compare(
            policy, policy.length, mine, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(),
            b.policy, b.policy.length, others, b.asOf.getYear(), b.asOf.getMonthValue(), b.asOf.getDayOfMonth(),
            result, error))));
  }
}
