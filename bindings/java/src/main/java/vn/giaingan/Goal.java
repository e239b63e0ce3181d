package vn.giaingan;

/**
 * A verdict asked about: "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K", "class:ID" or
 * "head-class:ID" of a unit; {@code level} null: the policy's.
 */
public record Goal(String unit, String goal, String level) {
  public Goal(String unit, String goal) {
    this(unit, goal, null);
  }
}
