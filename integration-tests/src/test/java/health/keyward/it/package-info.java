/** Scenarios over the real house: one server start for all of them, and people who each sign in for one test at a time. */
@NullMarked
package health.keyward.it;

import org.jspecify.annotations.NullMarked;
