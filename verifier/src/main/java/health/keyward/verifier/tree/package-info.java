/** The Merkle tree of RFC 9162: hashes, a frontier that grows, and the checking of proofs. */
@NullMarked
package health.keyward.verifier.tree;

import org.jspecify.annotations.NullMarked;
