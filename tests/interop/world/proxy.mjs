// A node that is not what it says: it stands before a real one and does to the answers what a test wants.
import { createServer } from "node:http";

const FLOOD_BYTES = 8 * 1024 * 1024; // more than a watcher reads of one answer

/**
 * `behave` may be set at any time: (question, answer) => what is answered instead of `answer`, an object with
 * `status`, or one of "stall", "drip", "flood", "garbage". Without it the proxy is honest.
 */
export async function startProxy(targetUrl) {
  const proxy = { behave: undefined, asked: [] };
  const sockets = new Set();
  const server = createServer(async (request, response) => {
    try {
      let body = "";
      for await (const part of request) body += part;
      const question = JSON.parse(body);
      proxy.asked.push(question.method);
      const headers = { "content-type": "application/json" };
      const answer = await (await fetch(targetUrl, { method: "POST", headers, body })).json();
      const said = proxy.behave ? proxy.behave(question, structuredClone(answer)) : answer;
      if (said === "stall") return;
      if (said === "drip") {
        response.writeHead(200, headers);
        const timer = setInterval(() => response.write(" "), 100);
        response.on("close", () => clearInterval(timer));
        return;
      }
      if (said === "flood") return response.writeHead(200, headers).end(" ".repeat(FLOOD_BYTES));
      if (said === "garbage") return response.writeHead(200, headers).end("<html>busy</html>");
      response.writeHead(200, headers).end(JSON.stringify(said));
    } catch {
      response.destroy();
    }
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  proxy.stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      for (const socket of sockets) socket.destroy();
    });
  return proxy;
}
