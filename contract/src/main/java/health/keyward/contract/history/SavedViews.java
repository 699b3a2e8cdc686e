package health.keyward.contract.history;

import java.util.List;

/** The caller's saved views. */
public record SavedViews(List<SavedView> rows) {}
