/** The room of access reviews as an administrator and as a reviewer see it. */
@NullMarked
package health.keyward.contract.review;

import org.jspecify.annotations.NullMarked;
