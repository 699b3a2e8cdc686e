/** Empty until the evidence room signs something: then the offline verifier, which shares no code with the writer. */
@NullMarked
package health.keyward.verifier;

import org.jspecify.annotations.NullMarked;
