@NullMarked
package health.keyward.verifier;

import org.jspecify.annotations.NullMarked;
