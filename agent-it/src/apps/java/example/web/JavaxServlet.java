package example.web;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers with what is in the table. */
public final class JavaxServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean byName = "/by-name".equals(request.getPathInfo());
        response.getWriter().println(byName ? "served by name: " + Person.readByName() : "served: " + Person.read());
    }
}
