/** Access reviews: campaigns for administrators, and the page on which a reviewer answers what waits for them. */
@NullMarked
package health.keyward.console.review;

import org.jspecify.annotations.NullMarked;
