/** A witness after C2SP tlog-witness: cosigns a log that only grows and remembers it across a crash (AU-9(2)). */
@NullMarked
package health.keyward.verifier.witness;

import org.jspecify.annotations.NullMarked;
