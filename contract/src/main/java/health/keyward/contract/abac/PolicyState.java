package health.keyward.contract.abac;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a realm is decided by.
 *
 * @param step number of the newest change; whoever proposes another names it. 0 when there was none
 * @param active what decides
 * @param shadow what is asked too; null when there is none
 * @param mode of the realm
 * @param apps every app with how far it is enforced there
 * @param before version that decided before the active one; null when there was none
 */
public record PolicyState(
        long step,
        InUse active,
        @Nullable InUse shadow,
        PolicyMode mode,
        List<App> apps,
        House house,
        @Nullable Long before) {
    /**
     * A bundle in use.
     *
     * @param version 0 is the bundle of the installation
     * @param since when it began to count in the realm; null when it always did
     * @param by who proposed that
     * @param engine {@code embedded} or {@code server}; null when nothing answers
     * @param failure code of why nothing answers; null when it does
     */
    public record InUse(
            long version,
            @Nullable String revision,
            @Nullable String sha256,
            @Nullable Instant since,
            @Nullable String by,
            @Nullable String engine,
            @Nullable String failure) {}

    /**
     * An app of the realm.
     *
     * @param own whether it differs from the realm on purpose
     */
    public record App(String id, @Nullable String name, PolicyMode mode, boolean own) {}

    /**
     * The bundle of the installation, as the server that answers has it.
     *
     * @param since when that server began to decide by it
     * @param confirmedAt when its source last said that this is it
     * @param triedAt when the source was last asked
     * @param staleSeconds after which time without confirmation it is no longer believed; null when that does not matter
     * @param trouble how the last try failed; empty when it did not
     * @param failure code of why nobody is decided by it; null while it counts
     */
    public record House(
            PolicySource source,
            @Nullable String revision,
            boolean signed,
            @Nullable Instant since,
            @Nullable Instant confirmedAt,
            @Nullable Instant triedAt,
            @Nullable Long staleSeconds,
            String trouble,
            @Nullable String failure) {}
}
