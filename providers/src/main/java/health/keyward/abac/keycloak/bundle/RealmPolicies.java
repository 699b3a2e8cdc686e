package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Policy;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.CaseResult;
import health.keyward.abac.core.bundle.Gate;
import health.keyward.abac.store.BundleSteps;
import health.keyward.abac.store.BundleSteps.NewStep;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.abac.store.BundleSteps.Step;
import health.keyward.abac.store.BundleVersions;
import health.keyward.abac.store.BundleVersions.NewVersion;
import health.keyward.abac.store.BundleVersions.Version;
import health.keyward.abac.store.EnforcementText;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a realm has of policies, for the one session that asks; everything happens in its transaction. */
public final class RealmPolicies {
    private static final int LONGEST_RECORD = 3_500;

    private final Work work;
    private final Book book;
    private final BundleLoader loader;
    private final HouseBundle house;
    private final Runnable changed;
    private final BundleVersions versions = new BundleVersions();
    private final BundleSteps steps = new BundleSteps();

    /** Work on the connection of the caller. */
    interface Work {
        <T> T on(Database.SqlWork<T> work);
    }

    /** Where it is recorded, in the transaction of the caller. */
    interface Book {
        void changed(RealmId realm, Actor by, String operation, String target, String words);

        void afterCommit(Runnable then);
    }

    /** @param changed called after the commit of a change */
    RealmPolicies(Work work, Book book, BundleLoader loader, HouseBundle house, Runnable changed) {
        this.work = work;
        this.book = book;
        this.loader = loader;
        this.house = house;
        this.changed = changed;
    }

    /**
     * A bundle with what speaks against it.
     *
     * @param bundle null when it cannot be read at all
     * @param policy answers from it, to be looked at; null when it cannot be read at all
     * @param trouble why it cannot; empty when it can
     * @param obstacles to its publication
     */
    public record Looked(
            @Nullable Bundle bundle,
            @Nullable Policy policy,
            List<CaseResult> results,
            String trouble,
            List<String> obstacles) {
        static Looked of(Loaded loaded) {
            return new Looked(
                    loaded.bundle(),
                    loaded.policy(),
                    loaded.results(),
                    "",
                    Gate.obstacles(loaded.bundle(), loaded.results()));
        }

        static Looked not(String why) {
            return new Looked(null, null, List.of(), why, List.of(why));
        }
    }

    public Looked look(byte[] packed) {
        try {
            return Looked.of(loader.check(packed));
        } catch (BadBundle e) {
            return Looked.not(e.told());
        }
    }

    /** @param version 0 for the bundle of the installation; empty when there is none of that number */
    public Optional<Looked> look(RealmId realm, long version) {
        if (version == 0) {
            Loaded loaded = house.state().loaded();
            return Optional.of(loaded == null ? Looked.not(house.state().trouble()) : Looked.of(loaded));
        }
        return content(realm, version).map(this::look);
    }

    public Optional<byte[]> content(RealmId realm, long version) {
        return work.on(tx -> versions.content(tx, realm, version));
    }

    public Optional<Version> version(RealmId realm, long number) {
        return work.on(tx -> versions.one(tx, realm, number));
    }

    public List<Version> versions(RealmId realm, long upTo, int limit) {
        return work.on(tx -> versions.list(tx, realm, upTo, limit));
    }

    public List<Step> steps(RealmId realm, int limit) {
        return work.on(tx -> steps.list(tx, realm, limit));
    }

    public long step(RealmId realm) {
        return newest(realm).map(Step::number).orElse(0L);
    }

    public Setting setting(RealmId realm) {
        return newest(realm).map(Step::setting).orElse(Setting.USUAL);
    }

    private Optional<Step> newest(RealmId realm) {
        return work.on(tx -> steps.newest(tx, realm));
    }

    /** The version a realm was decided by before the present one; empty when it never changed. */
    public Optional<Long> before(RealmId realm) {
        long active = setting(realm).active();
        List<Step> all = steps(realm, Integer.MAX_VALUE);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        for (Step step : all) {
            if (step.setting().active() != active) {
                return Optional.of(step.setting().active());
            }
        }
        return active == 0 ? Optional.empty() : Optional.of(0L);
    }

    /** Keeps a bundle, and records it; gives its number. It decides nothing. */
    public long keep(NewVersion wanted, Actor by) {
        long number = work.on(tx -> versions.keep(tx, wanted));
        record(
                wanted.realm(),
                by,
                "CREATE",
                "abac/policies/versions/" + number,
                "Handed in a policy bundle, version " + number + ", revision " + wanted.revision() + ", SHA-256 "
                        + wanted.sha256() + ". It decides nothing yet. Note: " + wanted.note());
        return number;
    }

    /** Lets a change count, and records it. Empty when somebody else was first. */
    Optional<Step> take(NewStep wanted, Actor by) {
        Setting before = setting(wanted.realm());
        Optional<Step> taken = work.on(tx -> steps.take(tx, wanted));
        taken.ifPresent(step -> {
            record(wanted.realm(), by, "UPDATE", "abac/policies/steps/" + step.number(), words(before, step));
            book.afterCommit(changed);
        });
        return taken;
    }

    private String words(Setting before, Step step) {
        Setting now = step.setting();
        return "Changed what people are decided by (" + step.act() + "), as agreed in proposal " + step.approval()
                + ". Version " + before.active() + " -> " + now.active() + "; shadow " + before.shadow() + " -> "
                + now.shadow() + "; enforcement " + EnforcementText.of(before.enforcement()) + " -> "
                + EnforcementText.of(now.enforcement()) + ". Reason: " + step.reason();
    }

    private void record(RealmId realm, Actor by, String operation, String target, String words) {
        book.changed(
                realm,
                by,
                operation,
                target,
                words.length() <= LONGEST_RECORD ? words : words.substring(0, LONGEST_RECORD) + " …");
    }
}
