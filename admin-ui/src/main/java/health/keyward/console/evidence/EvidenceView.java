package health.keyward.console.evidence;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.api.House;
import health.keyward.console.api.People;
import health.keyward.console.base.Background;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.proof.ProofDialog;
import health.keyward.console.proof.Proofs;
import health.keyward.contract.audit.LedgerHealth;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the record can be relied on, and what proves it. */
@Route(value = EvidenceView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class EvidenceView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "activity/evidence";
    private static final String EVENT = "event";
    private static final Set<String> REFUSES = Set.of("rolled-back", "forked");
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final transient House house;
    private final transient Evidence evidence;
    private final transient Approvals approvals;
    private final transient People people;
    private final transient Proofs proofs;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final StatePanel state;
    private final Div numbers = new Div();
    private final ChecksZone checks;
    private final AnchorsZone anchors;
    private final EpochsZone epochs;
    private final RetentionZone retention;
    private final FeedsZone feeds;
    private final OutsideZone outside;
    private final Div zones;
    private @Nullable Registration polls;
    private @Nullable ProofDialog proof;
    private @Nullable ProposalDialog proposing;
    private Instant asked = Instant.EPOCH;

    EvidenceView(
            House house,
            Evidence evidence,
            Approvals approvals,
            People people,
            Proofs proofs,
            Background background,
            Clock clock) {
        this.house = house;
        this.evidence = evidence;
        this.approvals = approvals;
        this.people = people;
        this.proofs = proofs;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        setId("evidence");
        addClassNames("kw-page", "kw-scroll");
        state = new StatePanel(times);
        numbers.addClassName("kw-numbers");
        var caller = Caller.current();
        checks = new ChecksZone(evidence, background, times, () -> ask(caller));
        anchors = new AnchorsZone(times);
        outside = new OutsideZone(evidence, Year.now(clock).getValue(), EvidenceView::show);
        epochs = new EpochsZone(() -> propose(RetentionAct.EPOCH, Words.say("retain.epoch.what"), Map.of()));
        retention = new RetentionZone(times, this::propose);
        feeds = new FeedsZone(evidence, background, times);
        zones = new Div(checks, outside, anchors, epochs, retention, feeds);
        zones.addClassNames("kw-zones", "kw-two-zones");
        var head = new Div(new H1(Words.say("evidence.title")));
        head.addClassName("kw-head");
        content.addClassName("kw-parts");
        content.add(States.loading());
        add(head, sentence, content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (asked.equals(Instant.EPOCH)) {
            ask();
        }
        var wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(EVENT)
                .filter(id -> ID.matcher(id).matches())
                .orElse(null);
        if (proof != null) {
            var shown = proof;
            proof = null;
            shown.close();
        }
        if (wanted != null) {
            proof = proofs.open(wanted, this::proofClosed);
        }
    }

    private void ask() {
        ask(Caller.current());
    }

    private void ask(Caller caller) {
        asked = clock.instant();
        background.ask(this, () -> house.ledger(caller), this::show);
        background.ask(this, () -> evidence.epochs(caller), epochs::show);
        background.ask(this, () -> evidence.retention(caller), retention::show);
        checks.look(caller);
        feeds.look(caller);
    }

    private void show(Answer<LedgerHealth> answer) {
        getParent().map(parent -> findAncestor(Shell.class)).ifPresent(shell -> shell.ledger(answer));
        if (!(answer instanceof Answer.Ok<LedgerHealth>(var health))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        sentence.say(sentence(health), "");
        state.show(health);
        anchors.show(health);
        outside.show(health);
        epochs.refuses(health.reasons().stream().anyMatch(reason -> REFUSES.contains(reason.code())));
        numbers(health);
        if (state.getParent().isEmpty()) {
            put(state, numbers, zones);
            ProposalDialog.unfinished(approvals, people, this::ask).ifPresent(this::open);
        }
    }

    private void propose(RetentionAct act, String what, Map<String, String> given) {
        open(new ProposalDialog(approvals, people, act, what, given, this::ask));
    }

    private void open(ProposalDialog dialog) {
        proposing = dialog;
        dialog.open();
    }

    private static String sentence(LedgerHealth health) {
        return switch (health.state()) {
            case GREEN -> Words.say("evidence.sentence.green", health.size(), signed(health));
            case DEGRADED ->
                Words.say("evidence.sentence.degraded", health.reasons().size());
            case RED ->
                Words.say(
                        "evidence.sentence.red",
                        health.reasons().stream()
                                .filter(reason -> reason.state() == LedgerHealth.State.RED)
                                .count());
        };
    }

    /** Entries of all epochs that a checkpoint covers; earlier epochs were signed to their end. */
    private static long signed(LedgerHealth health) {
        var last = health.lastCheckpointSize();
        return last == null ? 0 : health.size() - health.epochSize() + last;
    }

    private void numbers(LedgerHealth health) {
        var at = health.lastCheckpointAt();
        numbers.removeAll();
        number("numbers.entries", Zone.said(health.size()));
        number("numbers.signed", Zone.said(signed(health)));
        number("numbers.checkpoint", at == null ? "–" : times.ago(at));
        number("numbers.waiting", Zone.said(health.waiting()));
        number("numbers.epoch", Integer.toString(health.epoch()));
    }

    private void number(String key, String value) {
        var box = new Div();
        box.addClassName("kw-number");
        box.setId(key.replace('.', '-'));
        box.getElement().appendChild(new Element("b").setText(value), new Element("span").setText(Words.say(key)));
        numbers.add(box);
    }

    /** Follows a run closely and looks at the rest now and then: each question is recorded. */
    private void look() {
        if (checks.running()) {
            checks.look(Caller.current());
        } else if (!asked.plus(AGAIN).isAfter(clock.instant())) {
            ask();
        }
    }

    private void put(Component... what) {
        content.removeAll();
        content.add(what);
    }

    private static void show(String event) {
        UI.getCurrent().navigate(EvidenceView.class, QueryParameters.of(EVENT, event));
    }

    private void proofClosed() {
        if (proof != null) {
            proof = null;
            UI.getCurrent().navigate(EvidenceView.class);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        polls = event.getUI().addPollListener(e -> look());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(Shell.NOTICE_END_MILLIS);
        if (polls != null) {
            polls.remove();
        }
        if (proposing != null) {
            proposing.close();
            proposing = null;
        }
        if (proof != null) {
            var shown = proof;
            proof = null;
            shown.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("evidence.title") + " · Keyward";
    }
}
