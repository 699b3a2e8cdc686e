package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.function.Consumer;

/** Tells a list whether the window is narrow, now and whenever that changes. */
public final class Narrow {
    private static final int LIMIT_PX = 720;

    private Narrow() {}

    public static void watch(UI ui, Component list, Consumer<Boolean> fit) {
        var details = ui.getPage().getExtendedClientDetails();
        fit.accept(details != null && narrow(details.getWindowInnerWidth()));
        list.addAttachListener(attached -> {
            var resized = ui.getPage().addBrowserWindowResizeListener(e -> fit.accept(narrow(e.getWidth())));
            list.addDetachListener(left -> {
                left.unregisterListener();
                resized.remove();
            });
        });
    }

    private static boolean narrow(int width) {
        return width > 0 && width < LIMIT_PX;
    }
}
