/** What people are decided by, and what was decided. */
@NullMarked
package health.keyward.console.abac;

import org.jspecify.annotations.NullMarked;
