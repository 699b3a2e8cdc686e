/** Changes that wait for a second person, as an administrator sees them. */
@NullMarked
package health.keyward.contract.approval;

import org.jspecify.annotations.NullMarked;
