package health.keyward.console.breakglass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.EmergencyAdministrators;
import health.keyward.console.base.Background;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassListProposed;
import health.keyward.contract.breakglass.EmergencyAdmin;
import health.keyward.contract.breakglass.EmergencyAdminFinding;
import health.keyward.contract.breakglass.EmergencyAdmins;
import health.keyward.contract.breakglass.EmergencyAdminsDraft;
import health.keyward.contract.breakglass.EmergencyUse;
import health.keyward.contract.breakglass.EmergencyUses;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The administrators for when everything else is down: register, what stands against it, drills and uses (EA-1, EA-8, EA-9). */
@Route(value = EmergencyAdminsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class EmergencyAdminsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/emergency/administrators";

    private static final String FORM = "emergency-admins";
    private static final String SEAL = "emergency-seal";
    private static final String SEAL_FORM = SEAL + ":";

    private final transient EmergencyAdministrators api;
    private final transient Approvals approvals;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final Div rows = new Div();
    private final Div uses = new Div();
    private final transient List<EmergencyAdmin> accounts = new ArrayList<>();
    private int after;
    private @Nullable Dialog dialog;

    EmergencyAdminsView(EmergencyAdministrators api, Approvals approvals, Background background, Clock clock) {
        this.api = api;
        this.approvals = approvals;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        setId("emergency-admins");
        addClassNames("kw-page", "kw-scroll");
        content.addClassName("kw-parts");
        rows.setId("emergency-rows");
        uses.setId("emergency-uses");
        var head = new Div(new H1(Words.say("emergency.title")));
        head.addClassName("kw-head");
        add(head, sentence, content);
        put(States.loading());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        background.ask(this, () -> api.register(caller), this::show);
    }

    private void show(Answer<EmergencyAdmins> answer) {
        if (!(answer instanceof Answer.Ok<EmergencyAdmins>(var now))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        sentence.say(
                now.accounts().isEmpty()
                        ? Words.say("emergency.none")
                        : Words.say(
                                "emergency.sentence",
                                now.accounts().size(),
                                now.findings().size()),
                "");
        fill(now.version(), now.accounts());
        var add = new Button(Words.say("emergency.add"), e -> edit(null));
        add.setId("emergency-add");
        var propose = new Button(Words.say("retain.propose"), e -> propose(""));
        propose.setId("emergency-propose");
        propose.addThemeVariants(ButtonVariant.PRIMARY);
        var acts = new Div(add, propose);
        acts.addClassName("kw-downloads");
        put(
                findings(now.findings()),
                zone("emergency.accounts", rows),
                acts,
                zone("emergency.uses", uses),
                ListTables.versions(now.versions(), times));
        askUses();
        ListDraft.take(FORM, EmergencyAdminsDraft.class).ifPresent(kept -> {
            fill(
                    kept.list().after(),
                    kept.list().accounts() == null ? List.of() : kept.list().accounts());
            propose(kept.why());
        });
        Unfinished.takeAny(SEAL_FORM)
                .ifPresent(kept -> now.findings().stream()
                        .filter(finding -> kept.about().equals(finding.accountId()))
                        .findFirst()
                        .ifPresent(finding -> seal(finding, kept.text(ListProposalDialog.WHY))));
    }

    private static Div zone(String title, Component inside) {
        var zone = new Div(new H2(Words.say(title)), inside);
        zone.addClassName("kw-zone");
        return zone;
    }

    private Component findings(List<EmergencyAdminFinding> findings) {
        var list = new UnorderedList();
        findings.forEach(finding -> {
            var item = new ListItem((finding.account() == null ? "" : finding.account() + ": ")
                    + Words.say("emergency.finding." + finding.code().toLowerCase(Locale.ROOT)));
            if (canBeBound(finding, findings)) {
                item.add(new Div(bind(finding)));
            }
            list.add(item);
        });
        var zone = zone(
                "emergency.findings", findings.isEmpty() ? new Paragraph(Words.say("emergency.findings.none")) : list);
        zone.setId("emergency-findings");
        return zone;
    }

    /** An account that holds nothing has to be enrolled first. */
    private static boolean canBeBound(EmergencyAdminFinding finding, List<EmergencyAdminFinding> all) {
        return finding.code().equals("NOT_SEALED")
                && all.stream()
                        .noneMatch(other -> other.code().equals("NO_AUTHENTICATOR")
                                && Objects.equals(other.account(), finding.account()));
    }

    private Button bind(EmergencyAdminFinding finding) {
        var bind = new Button(Words.say("emergency.seal"), e -> seal(finding, ""));
        bind.setId("seal-" + finding.account());
        bind.setAriaLabel(binding(finding));
        bind.addThemeVariants(ButtonVariant.SMALL);
        return bind;
    }

    private static String binding(EmergencyAdminFinding finding) {
        return Words.say("emergency.seal.of", text(finding.account()));
    }

    private void seal(EmergencyAdminFinding finding, String why) {
        String account = text(finding.accountId());
        open(new ListProposalDialog(
                binding(finding),
                SEAL_FORM + account,
                "",
                why,
                reason -> approvals
                        .propose(Caller.current(), SEAL, Map.of("account", account), reason)
                        .map(proposed ->
                                new BreakGlassListProposed(proposed.row().id())),
                () -> {}));
    }

    private void fill(int from, List<EmergencyAdmin> now) {
        after = from;
        accounts.clear();
        accounts.addAll(now);
        renderRows();
    }

    private void renderRows() {
        rows.removeAll();
        if (accounts.isEmpty()) {
            rows.add(new Paragraph(Words.say("emergency.accounts.none")));
            return;
        }
        var body = new NativeTableBody();
        for (int i = 0; i < accounts.size(); i++) {
            var account = accounts.get(i);
            int place = i;
            String name = text(account.account());
            body.add(ListTables.row(
                    new Span(name),
                    new Span(text(account.purpose())),
                    new Span(joined(account.custodians())),
                    new Span(text(account.storage())),
                    new Span(EmergencyAdminDialog.word(account.authenticator())),
                    new Span(joined(account.networks())),
                    at(account.lastDrill(), "emergency.drill.never"),
                    ListTables.acts("emergency-" + i, name, () -> edit(place), () -> {
                        accounts.remove(place);
                        renderRows();
                    })));
        }
        rows.add(ListTables.table(
                body,
                "emergency.account",
                "emergency.purpose",
                "emergency.custodians",
                "emergency.storage",
                "emergency.authenticator",
                "emergency.networks",
                "emergency.drill",
                "glass.acts"));
    }

    private Span at(@Nullable Instant when, String otherwise) {
        var at = new Span(when == null ? Words.say(otherwise) : times.ago(when));
        if (when != null) {
            at.setTitle(times.exact(when));
        }
        return at;
    }

    private void askUses() {
        var caller = Caller.current();
        uses.removeAll();
        uses.add(States.loading());
        background.ask(this, () -> api.uses(caller), this::showUses);
    }

    private void showUses(Answer<EmergencyUses> answer) {
        uses.removeAll();
        if (!(answer instanceof Answer.Ok<EmergencyUses>(var found))) {
            uses.add(States.of(answer, this::askUses));
            return;
        }
        if (found.uses().isEmpty()) {
            uses.add(new Paragraph(Words.say("emergency.uses.none")));
            return;
        }
        var body = new NativeTableBody();
        for (var use : found.uses()) {
            body.add(ListTables.row(
                    at(use.firstAt(), "emergency.drill.never"),
                    new Span(use.account()),
                    new Span(use.first() + (use.second() == null ? "" : ", " + use.second())),
                    new Span((use.drill() ? Words.say("emergency.use.drill") + ": " : "") + use.why()),
                    new Span(Words.say("emergency.state." + use.state().toLowerCase(Locale.ROOT))),
                    new Span(found(use)),
                    look(use)));
        }
        uses.add(ListTables.table(
                body,
                "map.at",
                "emergency.account",
                "emergency.openedby",
                "map.why",
                "emergency.state",
                "emergency.found",
                "glass.acts"));
    }

    private static String found(EmergencyUse use) {
        if (use.disposition() != null) {
            return Words.say("emergency.found." + use.disposition().toLowerCase(Locale.ROOT)) + ", " + use.reviewer();
        }
        return use.usedAt() == null ? Words.say("emergency.unused") : Words.say("emergency.found.nothing");
    }

    private Button look(EmergencyUse use) {
        var look = new Button(
                Words.say("emergency.look"),
                e -> open(new EmergencyUseDialog(api, background, times, use.id(), this::askUses)));
        look.setId("look-" + use.id());
        look.setAriaLabel(Words.say("emergency.look.of", use.account()));
        look.addThemeVariants(ButtonVariant.SMALL);
        return look;
    }

    private void edit(@Nullable Integer place) {
        open(new EmergencyAdminDialog(place == null ? null : accounts.get(place), account -> {
            if (place == null) {
                accounts.add(account);
            } else {
                accounts.set(place, account);
            }
            renderRows();
        }));
    }

    private void propose(String why) {
        open(new ListProposalDialog(
                Words.say("glass.propose.title"),
                FORM,
                ListDraft.text(draft("")),
                why,
                reason -> api.propose(Caller.current(), draft(reason)),
                () -> {}));
    }

    private EmergencyAdminsDraft draft(String reason) {
        return new EmergencyAdminsDraft(after, List.copyOf(accounts), reason);
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void put(Component... what) {
        content.removeAll();
        content.add(what);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static String joined(@Nullable List<String> given) {
        return given == null ? "" : String.join(", ", given);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("emergency.title") + " · Keyward";
    }
}
