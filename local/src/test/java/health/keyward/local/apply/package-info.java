/** Proves the blueprint and what apply does with it, without a server. */
@NullMarked
package health.keyward.local.apply;

import org.jspecify.annotations.NullMarked;
