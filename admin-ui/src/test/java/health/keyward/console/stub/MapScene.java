package health.keyward.console.stub;

import health.keyward.contract.stepup.StepUpMap;
import health.keyward.contract.stepup.StepUpMapDraft;
import health.keyward.contract.stepup.StepUpMapNames;
import health.keyward.contract.stepup.StepUpMapPreview;
import health.keyward.contract.stepup.StepUpMapPublished;
import health.keyward.contract.stepup.StepUpMapQuestion;
import health.keyward.contract.stepup.StepUpMapVersion;
import health.keyward.contract.stepup.StepUpMapVersions;
import health.keyward.contract.stepup.StepUpRule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step-up map of three rules in its fourth version. What is published without a rule of the old map waits for a second person. */
public final class MapScene {
    public static final StepUpRule PHARMACY = new StepUpRule(
            "Pharmacy",
            List.of("pharmacy"),
            List.of(),
            List.of("controlled-substance-signer"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            "phr",
            300L,
            true);
    public static final StepUpRule OUTSIDE = new StepUpRule(
            "Patient data from outside",
            List.of(),
            List.of(),
            List.of(),
            List.of("phi"),
            List.of(),
            List.of(),
            List.of("10.20.0.0/16", "2001:db8:20::/48"),
            false,
            "mfa",
            null,
            false);
    public static final StepUpRule OLD_APP = new StepUpRule(
            "Old portal",
            List.of("portal"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            "mfa",
            0L,
            false);
    public static final String PROPOSAL = "3f0b0b52-2a55-4b5e-9a1e-7c1e5d1f0a42";

    private final Clock clock;
    private List<StepUpRule> rules = List.of();
    private long version;
    private @Nullable StepUpMapDraft handedIn;

    MapScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        rules = List.of(PHARMACY, OUTSIDE, OLD_APP);
        version = 4;
        handedIn = null;
    }

    /** What was handed in last; null when nothing was. */
    public @Nullable StepUpMapDraft handedIn() {
        return handedIn;
    }

    StepUpMap inForce(boolean none) {
        return none
                ? new StepUpMap(null, List.of(), List.of())
                : new StepUpMap(
                        version(version),
                        rules,
                        List.of(new StepUpMap.Fault("Old portal", "apps", "There is no app portal.")));
    }

    StepUpMap one(long number) {
        return new StepUpMap(version(number), List.of(PHARMACY), List.of());
    }

    StepUpMapVersions versions(boolean none) {
        List<StepUpMapVersion> rows = new ArrayList<>();
        for (long number = version; number > 0 && !none; number--) {
            rows.add(version(number));
        }
        return new StepUpMapVersions(rows, null);
    }

    private StepUpMapVersion version(long number) {
        return new StepUpMapVersion(
                number,
                "5c".repeat(32),
                number % 2 == 0 ? "victor.hale" : "anneke.devries",
                "u-1",
                number == 3 ? PROPOSAL : null,
                clock.instant().minus(Duration.ofDays(10 - 2 * number)),
                number == 3 ? "readers in the pharmacy were exchanged" : "controlled substances, 21 CFR 1311",
                List.of(new StepUpMapVersion.Change(
                        "Pharmacy",
                        number == 1 ? null : "app pharmacy; role controlled-substance-signer: mfa",
                        "app pharmacy; role controlled-substance-signer: phr, at most 300 s old, another factor")));
    }

    StepUpMapNames names() {
        return new StepUpMapNames(
                List.of(
                        new StepUpMapNames.App("pharmacy", "Pharmacy", "phi"),
                        new StepUpMapNames.App("ward-board", "Ward board", "phi")),
                List.of("openid", "sealed-records"),
                List.of("controlled-substance-signer", "nurse", "physician"));
    }

    StepUpMapPreview preview(StepUpMapQuestion asked) {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        List<StepUpMapPreview.Count> days = new ArrayList<>();
        for (int back = Math.min(asked.days(), 30) - 1; back >= 0; back--) {
            days.add(new StepUpMapPreview.Count(
                    today.minusDays(back).toString(), 40 + back % 7 * 9, 6 + back % 5 * 3, 3 + back % 4));
        }
        return new StepUpMapPreview(
                today.minusDays(asked.days() - 1L).toString(),
                today.toString(),
                true,
                new StepUpMapPreview.Count("", 1_984, 312, 23),
                asked.rules().stream()
                        .filter(rule -> !rule.elevatedRisk())
                        .map(rule -> new StepUpMapPreview.Count(
                                rule.name(), 640, 104 + rule.name().length(), 11))
                        .toList(),
                asked.rules().stream()
                        .filter(StepUpRule::elevatedRisk)
                        .map(rule -> new StepUpMapPreview.Count(rule.name(), 900, 77, 9))
                        .toList(),
                List.of(
                        new StepUpMapPreview.Count("pharmacy", 820, 204, 14),
                        new StepUpMapPreview.Count("ward-board", 1_164, 108, 12)),
                days,
                List.of(
                        new StepUpMapPreview.Person("u-7", "ada.lovelace", "Ada Lovelace", 41, today.toString()),
                        new StepUpMapPreview.Person("u-8", "ben.okri", "Ben Okri", 28, today.toString()),
                        new StepUpMapPreview.Person("u-9", null, null, 3, today.toString())),
                12,
                asked.rules().stream()
                        .filter(rule -> !rule.scopes().isEmpty())
                        .map(StepUpRule::name)
                        .toList(),
                List.of(new StepUpMapVersion.Change("New rule", null, "app ward-board: phr")),
                weakened(asked.rules()));
    }

    private List<String> weakened(List<StepUpRule> wanted) {
        return rules.stream()
                .filter(rule -> !wanted.contains(rule))
                .map(StepUpRule::name)
                .toList();
    }

    StepUpMapPublished publish(StepUpMapDraft draft) {
        handedIn = draft;
        var weakened = weakened(draft.rules());
        if (!weakened.isEmpty()) {
            return new StepUpMapPublished(null, PROPOSAL, weakened);
        }
        rules = draft.rules();
        version++;
        return new StepUpMapPublished(version, null, List.of());
    }
}
