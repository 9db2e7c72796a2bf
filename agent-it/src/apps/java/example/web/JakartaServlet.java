package example.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with what is in the table. */
public final class JakartaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean byName = "/by-name".equals(request.getPathInfo());
        response.getWriter().println(byName ? "served by name: " + Person.readByName() : "served: " + Person.read());
    }
}
