package health.keyward.contract.history;

import java.util.List;

/** The caller's receipts, newest first. */
public record Receipts(List<Receipt> rows) {}
