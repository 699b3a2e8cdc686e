/** The rules of access reviews, in plain Java. */
@NullMarked
package health.keyward.review.core;

import org.jspecify.annotations.NullMarked;
