package health.keyward.console.inactivity;

import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.InactivityLeaverApp;
import health.keyward.contract.inactivity.InactivityLeaverPartner;
import java.util.stream.Collectors;

/** Leavers in words. */
final class LeaverWords {
    private LeaverWords() {}

    static String person(InactivityLeaver one) {
        return ExemptionWords.name(one.username());
    }

    static String state(InactivityLeaver one) {
        return Words.say("dormant.leaver.state." + one.state().name());
    }

    static String icon(InactivityLeaver one) {
        return switch (one.state()) {
            case WAITING, ENDING -> "clock";
            case HELD -> "failed";
            case ENDED -> "ok";
            case CANCELLED -> "undone";
        };
    }

    static String tone(InactivityLeaver one) {
        return switch (one.state()) {
            case WAITING, CANCELLED -> "UNDONE";
            case HELD -> "FAILED";
            case ENDING -> one.overdue() ? "FAILED" : "DENIED";
            case ENDED -> "SUCCESS";
        };
    }

    /** What is late, or where access has not ended yet. */
    static String open(InactivityLeaver one) {
        var apps = one.apps().stream()
                .filter(app -> !app.ended())
                .map(InactivityLeaverApp::client)
                .collect(Collectors.joining(", "));
        return switch (one.state()) {
            case WAITING, HELD -> Words.say("dormant.leaver.open.account");
            case ENDING -> apps;
            case ENDED, CANCELLED -> "";
        };
    }

    static String overdue(InactivityLeaver one) {
        return one.overdue() ? Words.say("dormant.leaver.overdue") : "";
    }

    static boolean cancellable(InactivityLeaver one) {
        return one.state() != InactivityLeaver.State.CANCELLED;
    }

    static String app(InactivityLeaverApp app, Times times) {
        var ends = Words.say(
                app.ended() ? "dormant.leaver.app.ended" : "dormant.leaver.app.ends", times.exact(app.endsAt()));
        var told = Words.say("dormant.leaver.told." + app.told().name());
        var kind = Words.say("dormant.leaver.kind." + app.kind().name());
        return ends + " · " + kind + " · " + told + (app.overdue() ? " · " + Words.say("dormant.leaver.overdue") : "");
    }

    static String partner(InactivityLeaverPartner partner, Times times) {
        var told = partner.toldAt();
        var said = told == null
                ? Words.say("dormant.leaver.partner.due", times.exact(partner.dueAt()))
                : Words.say("dormant.leaver.partner.told", times.exact(told));
        return partner.overdue() ? said + " · " + Words.say("dormant.leaver.overdue") : said;
    }
}
