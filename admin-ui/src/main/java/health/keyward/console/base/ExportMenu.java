package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import health.keyward.contract.history.ExportJob;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is filtered, as a file. Says how much; either streams while the page stays usable, shows progress and can be cancelled, or is ordered and made by
 * the server while nobody waits.
 */
public final class ExportMenu extends Div {
    /** Where ordered exports are found again. */
    public static final String MINE = "activity/exports";

    private final String fileName;
    private final transient Calls calls;
    private final transient Background background;
    private final Paragraph count = new Paragraph();
    private final Paragraph ordered = new Paragraph();
    private final Transfer transfer = new Transfer("export");

    /** What the menu asks of the API; each is taken on the request thread, because it needs the request's caller. */
    public record Calls(
            Function<String, Supplier<Answer<InputStream>>> open,
            Function<String, Supplier<Answer<ExportJob>>> order) {}

    public ExportMenu(String fileName, Calls calls, Background background) {
        this.fileName = fileName;
        this.calls = calls;
        this.background = background;
        var open = new Button(Words.say("export.button"), Icons.of("export"));
        open.setId("export");
        open.addThemeVariants(ButtonVariant.TERTIARY);
        var popover = new Popover();
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setModal(true);
        popover.setAriaLabel(Words.say("export.button"));
        count.setId("export-count");
        count.addClassName("kw-export-count");
        var choices = new Div();
        choices.addClassName("kw-export-choices");
        popover.addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                ordered.setText("");
                choices.removeAll();
                for (var format : ExportFormat.values()) {
                    choices.add(link(format));
                }
            }
        });
        var box = new Div(count, new H3(Words.say("export.now")), choices, transfer, later());
        box.addClassName("kw-pick");
        popover.add(box);
        add(open, popover);
    }

    private Div later() {
        var what = new Paragraph(Words.say("export.later.what"));
        what.addClassName("kw-quiet");
        var orders = new Div();
        orders.addClassName("kw-export-orders");
        for (var format : ExportFormat.values()) {
            orders.add(order(format));
        }
        ordered.setId("export-ordered");
        ordered.getElement().setAttribute("role", "status");
        var mine = new Anchor(MINE, Words.say("export.mine"));
        mine.setId("export-mine");
        mine.addClassName("kw-link");
        var later = new Div(new H3(Words.say("export.later")), what, orders, ordered, mine);
        later.addClassName("kw-export-later");
        return later;
    }

    /** @param words how many rows it will be */
    public void say(String words) {
        count.setText(words);
    }

    /** The call that opens the stream; must be taken on the request thread. */
    public Supplier<Answer<InputStream>> opening(ExportFormat format) {
        return calls.open().apply(format.word());
    }

    private Anchor link(ExportFormat format) {
        var open = opening(format);
        var ui = UI.getCurrent();
        var link = new Anchor(event -> write(event, format, open, ui), format.name());
        link.setId("export-" + format.word());
        link.setAriaLabel(Words.say("export." + format.word()));
        link.getElement().setAttribute("download", true);
        link.addClassName("kw-link");
        return link;
    }

    private Button order(ExportFormat format) {
        var button = new Button(format.name(), e -> {
            ordered.setText(Words.say("export.ordering"));
            background.ask(this, calls.order().apply(format.word()), answer -> ordered.setText(said(format, answer)));
        });
        button.setId("export-order-" + format.word());
        button.setAriaLabel(Words.say("export.order", format.name()));
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private static String said(ExportFormat format, Answer<ExportJob> answer) {
        return answer instanceof Answer.Ok<ExportJob>
                ? Words.say("export.ordered", format.name())
                : States.line(answer);
    }

    /** Streams what {@code open} opens to the browser. Runs without the session lock, so the page stays usable. */
    public void write(DownloadEvent event, ExportFormat format, Supplier<Answer<InputStream>> open, UI ui)
            throws IOException {
        transfer.write(event, format.file(fileName), format.contentType(), open, new RowMeter(format), ui);
    }
}
