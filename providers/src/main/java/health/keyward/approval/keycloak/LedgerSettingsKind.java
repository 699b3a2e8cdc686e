package health.keyward.approval.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.audit.LedgerSettings;
import health.keyward.audit.LedgerSettings.Values;
import health.keyward.kernel.RealmId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How long the ledger is kept and which exports are switched off (AL-9, ONC (d)(2)). Asked: {@code retentionYears}, {@code pausedFeeds} (names parted by
 * commas, or {@code none}); what is not asked stays as it is.
 */
final class LedgerSettingsKind implements Approvable {
    static final String KIND = "ledger-settings";

    private static final Set<String> ASKED = Set.of("retentionYears", "pausedFeeds");

    private final LedgerSettings settings;

    LedgerSettingsKind(LedgerSettings settings) {
        this.settings = settings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        if (asked.isEmpty() || !ASKED.containsAll(asked.keySet())) {
            return new Reading.Unclear("Ask for retentionYears, pausedFeeds, or both.");
        }
        Values now = settings.current();
        try {
            Values then = wanted(now, asked);
            List<Change.Line> lines = lines(now, then);
            return lines.isEmpty()
                    ? new Reading.Unclear("The settings are like that already.")
                    : new Reading.Clear(
                            new Change(KIND, realm, "Change the settings of the ledger", null, asked, lines));
        } catch (IllegalArgumentException e) {
            return new Reading.Unclear("retentionYears is a number from " + Values.FEWEST_YEARS + " to "
                    + Values.MOST_YEARS + "; pausedFeeds names some of " + new TreeSet<>(Values.FEEDS)
                    + " parted by commas, or none.");
        }
    }

    @Override
    public Execution execute(Approved approved) {
        Values now = settings.current();
        return settings.change(now, wanted(now, approved.change().asked()))
                ? new Execution.Done()
                : new Execution.NotDone("The settings were changed by somebody else meanwhile.");
    }

    private static Values wanted(Values now, Map<String, String> asked) {
        String years = asked.getOrDefault("retentionYears", Integer.toString(now.retentionYears()));
        String feeds = asked.getOrDefault("pausedFeeds", names(now.pausedFeeds()));
        return new Values(
                now.version() + 1,
                Integer.parseInt(years),
                feeds.equals("none")
                        ? Set.of()
                        : Arrays.stream(feeds.split(",")).map(String::strip).collect(Collectors.toSet()));
    }

    private static List<Change.Line> lines(Values now, Values then) {
        List<Change.Line> lines = new ArrayList<>();
        if (now.retentionYears() != then.retentionYears()) {
            lines.add(new Change.Line(
                    "retention, years",
                    Integer.toString(now.retentionYears()),
                    Integer.toString(then.retentionYears())));
        }
        if (!now.pausedFeeds().equals(then.pausedFeeds())) {
            lines.add(new Change.Line("exports switched off", names(now.pausedFeeds()), names(then.pausedFeeds())));
        }
        if (!lines.isEmpty()) {
            lines.add(new Change.Line("version", Long.toString(now.version()), Long.toString(then.version())));
        }
        return lines;
    }

    private static String names(Set<String> feeds) {
        return feeds.isEmpty() ? "none" : String.join(",", new TreeSet<>(feeds));
    }
}
