package health.keyward.console.evidence;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.api.Answer;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerRetention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How long evidence is kept: holds, what may be disposed of, keys, what was done last; and proposing each act that two administrators agree on. */
final class RetentionZone extends Zone {
    private final Times times;
    private final transient Proposes proposes;
    private final Div content = new Div();

    /** Opens the dialog of an act. */
    @FunctionalInterface
    interface Proposes {
        /**
         * @param what would happen, in words
         * @param given what is asked and not for choosing in the dialog
         */
        void open(RetentionAct act, String what, Map<String, String> given);
    }

    RetentionZone(Times times, Proposes proposes) {
        super("retention", Words.say("retain.title"));
        this.times = times;
        this.proposes = proposes;
        add(content);
    }

    void show(Answer<LedgerRetention> answer) {
        content.removeAll();
        if (!(answer instanceof Answer.Ok<LedgerRetention>(var kept))) {
            content.add(quiet(States.line(answer)));
            return;
        }
        var parts = new Div(holds(kept));
        parts.addClassName("kw-retention");
        content.add(quiet(Words.say("retain.what", kept.floorYears())), buttons(kept), parts);
        if (kept.keepsEvidence()) {
            parts.add(disposal(kept), keys(kept), acts(kept));
        } else {
            content.add(quiet(Words.say("retain.elsewhere")));
        }
    }

    private Div buttons(LedgerRetention kept) {
        var buttons = new Div(
                button(RetentionAct.SHRED, Words.say("retain.shred.what", kept.floorYears()), Map.of()),
                button(RetentionAct.HOLD, Words.say("retain.hold.what"), Map.of()));
        buttons.addClassName("kw-buttons");
        return buttons;
    }

    private Button button(RetentionAct act, String what, Map<String, String> given) {
        var button = new Button(Words.say("retain." + act.word() + ".button"), e -> proposes.open(act, what, given));
        button.setId("retain-" + act.word());
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private Div holds(LedgerRetention kept) {
        var group = group("retain.holds", "retain-holds");
        if (kept.holds().isEmpty()) {
            group.add(quiet(Words.say("retain.holds.none")));
        } else {
            group.add(table(
                    List.of("retain.subject", "end.reason", "retain.since", "retain.approval", "retain.act"),
                    kept.holds().stream().map(this::line).toList()));
        }
        if (kept.holdsElsewhere() > 0) {
            group.add(quiet(Words.say("retain.holds.elsewhere", kept.holdsElsewhere())));
        }
        return group;
    }

    private List<Component> line(LedgerRetention.Hold hold) {
        var release = new Button(
                Words.say("retain.release.button"),
                e -> proposes.open(
                        RetentionAct.RELEASE,
                        Words.say(
                                hold.personId() == null ? "retain.release.everybody" : "retain.release.what",
                                hold.reason()),
                        hold.personId() == null ? Map.of("wholeRealm", "true") : Map.of("person", hold.personId())));
        release.addClassName("kw-release");
        release.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return List.of(
                hold.personId() == null
                        ? text(Words.say("retain.everybody"))
                        : link("people/" + hold.personId(), Words.say("retain.oneperson")),
                text(hold.reason()),
                ago(hold.since()),
                approval(hold.approval()),
                release);
    }

    private Div disposal(LedgerRetention kept) {
        var group = group("retain.disposal", "retain-disposal");
        var old = kept.disposable();
        if (old == null) {
            group.add(quiet(Words.say("retain.disposal.none", kept.floorYears())));
            return group;
        }
        group.add(quiet(Words.say("retain.disposal.some", old.entries(), old.firstMonth(), old.lastMonth())));
        if (old.against() != null) {
            group.add(quiet(Words.say("retain.against." + known(old.against()))));
        } else {
            group.add(button(
                    RetentionAct.DISPOSE,
                    Words.say(
                            "retain.dispose.what",
                            old.entries(),
                            old.firstMonth(),
                            old.lastMonth(),
                            old.firstEntry(),
                            old.lastEntry()),
                    Map.of("before", old.before())));
        }
        return group;
    }

    private Div keys(LedgerRetention kept) {
        var group = group("retain.keys", "retain-keys");
        group.add(table(
                List.of("retain.key", "retain.since", "retain.datakeys", "column.state"),
                kept.keys().stream()
                        .map(key -> List.<Component>of(
                                text("kek-" + key.epoch()),
                                ago(key.openedAt()),
                                number(key.dataKeys()),
                                text(Words.say(key.retiredAt() == null ? "retain.key.open" : "retain.key.closed"))))
                        .toList()));
        kept.rewraps().stream()
                .filter(order -> order.endedAt() == null)
                .forEach(order -> group.add(quiet(Words.say(
                        order.trouble() == null ? "retain.rewrap.going" : "retain.rewrap.waits", order.toEpoch()))));
        next(kept)
                .ifPresentOrElse(
                        to -> group.add(button(
                                RetentionAct.REWRAP,
                                Words.say("retain.rewrap.what", wrapped(kept), to),
                                Map.of("toEpoch", Integer.toString(to)))),
                        () -> group.add(quiet(Words.say("retain.rewrap.nofile"))));
        return group;
    }

    /** The newest key file that is later than the key in use. */
    private static OptionalInt next(LedgerRetention kept) {
        var newest = kept.keys().stream()
                .filter(key -> key.retiredAt() == null)
                .mapToInt(LedgerRetention.Key::epoch)
                .max()
                .orElse(0);
        return kept.files().stream()
                .mapToInt(Integer::intValue)
                .filter(file -> file > newest)
                .max();
    }

    private static long wrapped(LedgerRetention kept) {
        return kept.keys().stream().mapToLong(LedgerRetention.Key::dataKeys).sum();
    }

    private Div acts(LedgerRetention kept) {
        var group = group("retain.acts", "retain-acts");
        if (kept.acts().isEmpty()) {
            group.add(quiet(Words.say("retain.acts.none")));
            return group;
        }
        var rows = new ArrayList<List<Component>>();
        for (var act : kept.acts()) {
            rows.add(List.of(
                    ago(act.at()),
                    text(Words.say("retain.mark." + known(act.type()))),
                    number(act.entry()),
                    approval(act.facts().get("approval"))));
        }
        group.add(table(List.of("column.time", "retain.act", "retain.entry", "retain.approval"), rows));
        return group;
    }

    private static String known(String word) {
        return RetentionWords.KNOWN.contains(word) ? word : "OTHER";
    }

    private static Div group(String key, String id) {
        var group = new Div(new H3(Words.say(key)));
        group.addClassName("kw-group");
        group.setId(id);
        return group;
    }

    private static Component approval(@Nullable String id) {
        return id == null
                ? new Span("–")
                : link(ApprovalsView.PATH + "?show=done&open=" + id, Words.say("retain.approval.open"));
    }

    private static Anchor link(String path, String words) {
        var link = new Anchor(path, words);
        link.addClassName("kw-link");
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    private Span ago(Instant at) {
        var time = text(times.ago(at));
        time.setTitle(times.exact(at));
        return time;
    }
}
