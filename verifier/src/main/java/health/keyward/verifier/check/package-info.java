/** The judgement: what of an export is true, and what happened to it where it is not (164.312(c), AU-9). */
@NullMarked
package health.keyward.verifier.check;

import org.jspecify.annotations.NullMarked;
