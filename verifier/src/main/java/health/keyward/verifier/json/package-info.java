/** JSON as this program needs it: read strictly, written plainly, without a library. */
@NullMarked
package health.keyward.verifier.json;

import org.jspecify.annotations.NullMarked;
