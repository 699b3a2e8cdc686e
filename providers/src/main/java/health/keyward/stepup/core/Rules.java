package health.keyward.stepup.core;

import health.keyward.stepup.Ask;
import health.keyward.stepup.Need;

/** The published step-up map of a realm. A port: versions of it are kept in the store. */
@FunctionalInterface
public interface Rules {
    /** {@link Need#PASSWORD} where no rule speaks. */
    Need need(Ask ask);
}
