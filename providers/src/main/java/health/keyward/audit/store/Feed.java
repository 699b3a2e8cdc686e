package health.keyward.audit.store;

import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.Outlet;
import health.keyward.audit.core.Teller;

/** A configured feed and where it leads. */
public record Feed(FeedPlan plan, Teller teller, Outlet outlet) {}
