/** The API of access reviews, for administrators and for reviewers. */
@NullMarked
package health.keyward.review.rest;

import org.jspecify.annotations.NullMarked;
