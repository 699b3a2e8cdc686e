/** Failed attempts, grouped by who, where from, why and which app. */
@NullMarked
package health.keyward.console.failures;

import org.jspecify.annotations.NullMarked;
