/** C2SP signed notes: keys, checkpoints, cosignatures and the policy that says whose cosignatures are enough. */
@NullMarked
package health.keyward.verifier.note;

import org.jspecify.annotations.NullMarked;
