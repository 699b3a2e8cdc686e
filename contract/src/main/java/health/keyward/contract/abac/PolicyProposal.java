package health.keyward.contract.abac;

import org.jspecify.annotations.Nullable;

/**
 * Another bundle to decide by, or to ask too.
 *
 * @param act {@code PUBLISH}, {@code ROLLBACK} or {@code SHADOW}
 * @param version 0 is the bundle of the installation. Null: for a rollback the one before, for a shadow none
 * @param after number of the newest change
 * @param reason why, 3 to 300 characters
 * @param acknowledged to publish a bundle whose newest replay says that decisions would turn: id of that replay
 */
public record PolicyProposal(
        @Nullable PolicyAct act,
        @Nullable Long version,
        long after,
        @Nullable String reason,
        @Nullable String acknowledged) {}
