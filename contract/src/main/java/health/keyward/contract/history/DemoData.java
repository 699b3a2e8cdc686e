package health.keyward.contract.history;

/** Whether the read models hold synthetic rows made by {@code up --demo}; the console shows a banner while they do. */
public record DemoData(boolean present) {}
