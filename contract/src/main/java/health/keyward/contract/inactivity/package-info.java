/** The room of inactive accounts as an administrator sees it. */
@NullMarked
package health.keyward.contract.inactivity;

import org.jspecify.annotations.NullMarked;
