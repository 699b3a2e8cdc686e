/** Login history, failed attempts, people and changes as the admin API hands them out. */
@NullMarked
package health.keyward.contract.history;

import org.jspecify.annotations.NullMarked;
