package health.keyward.console.base;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.spring.security.AuthenticationContext;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.House;
import health.keyward.console.api.Query;
import health.keyward.contract.Me;
import health.keyward.contract.approval.ProposalPage;
import health.keyward.contract.approval.ProposalState;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.contract.history.DemoData;
import health.keyward.contract.history.Overview;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/** The frame of every page: where to go, who is here, what needs attention. */
@PermitAll
public final class Shell extends AppLayout implements BeforeEnterObserver {
    /** How often an open page looks whether its session was ended elsewhere. */
    public static final int NOTICE_END_MILLIS = 10_000;

    /** How often an open page asks how the evidence is doing. Each time is recorded as a look, so not at every poll. */
    private static final Duration LOOK_AT_LEDGER = Duration.ofMinutes(1);

    private final transient Admission admission;
    private final transient House house;
    private final transient Approvals approvals;
    private final transient Background background;
    private final transient Clock clock;
    private final Div frame = new Div();
    private final Div banner = new Div();
    private final LedgerBanner ledger = new LedgerBanner();
    private final TopBar bar;
    private final boolean wide;
    private Instant ledgerAsked = Instant.EPOCH;
    private @Nullable Registration polls;
    private boolean admitted;
    private String me = "";

    Shell(
            Admission admission,
            House house,
            Approvals approvals,
            Search search,
            Background background,
            Clock clock,
            AuthenticationContext signedIn,
            @Value("${keyward.hospital-name}") String hospital,
            @Value("${keyward.idle-minutes}") int idleMinutes) {
        this.admission = admission;
        this.house = house;
        this.approvals = approvals;
        this.background = background;
        this.clock = clock;
        wide = signedIn.hasRole(Home.SYSTEM_ADMIN);
        bar = new TopBar(hospital, wide ? new SearchField(search, background) : null, signedIn::logout);
        setPrimarySection(Section.DRAWER);
        setI18n(new AppLayoutI18n().setDrawer(Words.say("nav.drawer")));
        var toggle = new DrawerToggle();
        toggle.setAriaLabel(Words.say("nav.toggle"));
        bar.addComponentAsFirst(toggle);
        addToNavbar(bar);
        addToDrawer(brand(), navigation(signedIn));
        frame.addClassName("kw-frame");
        banner.setId("demo-banner");
        banner.addClassName("kw-banner");
        banner.getElement().setAttribute("role", "region").setAttribute("aria-label", Words.say("demo.name"));
        banner.add(Icons.of("info"), new Span(Words.say("demo.banner")));
        banner.setVisible(false);
        frame.add(ledger, banner);
        frame.add(new IdleWatch(idleMinutes, signedIn::logout));
        setContent(frame);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        switch (admission.of(Caller.current())) {
            case Answer.Forbidden<Me> no -> event.rerouteToError(AccessDeniedException.class);
            case Answer.Ok<Me> ok -> {
                if (!admitted) {
                    bar.show(ok.value());
                    me = ok.value().userId();
                    if (wide) {
                        markDemo();
                        markLedger();
                    }
                }
                admitted = true;
            }
            case Answer.StepUpFirst<Me> first -> admitted = false;
            case Answer.SignInAgain<Me> ended -> admitted = false;
            case Answer.Failed<Me> failed -> admitted = false;
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().setPollInterval(NOTICE_END_MILLIS);
        if (!wide) {
            return;
        }
        polls = event.getUI().addPollListener(e -> lookAtLedger());
        if (!admitted) {
            return;
        }
        var caller = Caller.current();
        Query lastDay = TimeRange.Last.DAY.question(clock);
        background.ask(this, () -> house.overview(caller, lastDay), answer -> {
            if (answer instanceof Answer.Ok<Overview> ok) {
                bar.attention(ok.value().attention().size());
            }
        });
        countWaiting(caller);
    }

    /** Asked before the page is sent, so that nothing jumps when the banner is needed. */
    private void markDemo() {
        if (house.demoData(Caller.current()) instanceof Answer.Ok<DemoData>(var demo)) {
            banner.setVisible(demo.present());
        }
    }

    /** Before the page is sent, for the same reason. */
    private void markLedger() {
        ledgerAsked = clock.instant();
        ledger.show(house.ledger(Caller.current()));
    }

    private void lookAtLedger() {
        if (admitted && !ledgerAsked.plus(LOOK_AT_LEDGER).isAfter(clock.instant())) {
            ledgerAsked = clock.instant();
            var caller = Caller.current();
            background.ask(this, () -> house.ledger(caller), ledger::show);
            countWaiting(caller);
        }
    }

    private void countWaiting(Caller caller) {
        background.ask(this, () -> approvals.newest(caller, ProposalState.OPEN.name()), answer -> {
            if (answer instanceof Answer.Ok<ProposalPage>(var page)) {
                bar.waiting(page.rows().stream()
                        .filter(row -> !row.proposerId().equals(me))
                        .count());
            }
        });
    }

    /** For the page that has just asked it. */
    public void ledger(Answer<LedgerHealth> answer) {
        ledgerAsked = clock.instant();
        ledger.show(answer);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (polls != null) {
            polls.remove();
        }
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        frame.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement oldContent) {
        if (oldContent != null) {
            oldContent.getElement().removeFromParent();
        }
    }

    private static Div brand() {
        var mark = new Image("favicon.svg", "");
        var brand = new Div(mark, new Span("Keyward"));
        brand.addClassName("kw-brand");
        brand.getElement().setAttribute("role", "region").setAttribute("aria-label", Words.say("nav.brand"));
        return brand;
    }

    /** What a role of its own opens goes first; everything else is for system administrators. */
    private static Div navigation(AuthenticationContext signedIn) {
        var access = new SideNav(Words.say("nav.access"));
        if (signedIn.hasRole(Home.SYSTEM_ADMIN) || signedIn.hasRole("privacy-officer")) {
            access.addItem(item("nav.emergency", "access/emergency", "bell"));
        }
        access.addItem(item("nav.cases", "access/emergency/cases", "flag"));
        if (signedIn.hasAnyRole(Home.SYSTEM_ADMIN, "reviewer")) {
            access.addItemAsFirst(item("nav.myreviews", "access/my-reviews", "ok"));
        }
        if (!signedIn.hasRole(Home.SYSTEM_ADMIN)) {
            var box = new Div(access);
            box.addClassName("kw-nav");
            return box;
        }
        var top = new SideNav();
        top.getElement().setAttribute("aria-label", Words.say("nav.start"));
        top.addItem(item("nav.overview", "", "overview"), item("nav.approvals", "approvals", "approve"));
        var activity = new SideNav(Words.say("nav.activity"));
        activity.addItem(
                item("nav.history", "activity/sign-ins", "login"),
                item("nav.failures", "activity/failures", "failures"),
                item("nav.changes", "activity/changes", "changes"),
                item("nav.evidence", "activity/evidence", "shield"),
                item("nav.exports", ExportMenu.MINE, "export"));
        var reviews = item("nav.reviews", "access/reviews", "approve");
        reviews.setMatchNested(true);
        access.addItemAtIndex(1, reviews);
        access.addItem(item("nav.coverage", "access/factors", "key"));
        access.addItem(item("nav.services", "access/service-accounts", "app"));
        access.addItem(item("nav.eligibility", "access/emergency/eligibility", "approve"));
        access.addItem(item("nav.reasons", "access/emergency/reasons", "info"));
        var inactive = item("nav.inactive", "access/inactive", "clock");
        inactive.setMatchNested(true);
        access.addItem(inactive);
        access.addItem(item("nav.emergencyadmins", "access/emergency/administrators", "shield"));
        var policy = new SideNav(Words.say("nav.policy"));
        policy.addItem(
                item("nav.decisions", "policy/decisions", "approve"),
                item("nav.whatif", "policy/what-if", "info"),
                item("nav.replays", "policy/replays", "info"),
                item("nav.stepup", "policy/step-up", "key"),
                item("nav.authenticators", "policy/authenticators", "shield"),
                item("nav.policies", "policy/policies", "approve"));
        var box = new Div(top, activity, access, policy);
        box.addClassName("kw-nav");
        return box;
    }

    private static SideNavItem item(String key, String path, String icon) {
        var item = new SideNavItem(Words.say(key), path, Icons.of(icon));
        item.setMatchNested(false);
        return item;
    }
}
