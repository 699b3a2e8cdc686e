/** The step-up room as an administrator sees it. */
@NullMarked
package health.keyward.contract.stepup;

import org.jspecify.annotations.NullMarked;
