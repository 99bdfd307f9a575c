//! Somebody with a browser: keeps cookies, sends forms, says where they come from.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::body::Body;
use http::Request;
use http::request::Builder;

use crate::imports::field;
use crate::support::{Answer, Server};

pub(crate) const PASSWORD: &str = "a long enough password";

pub(crate) struct Browser<'a> {
    server: &'a Server,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(server: &'a Server) -> Self {
        Self { server, cookies: RefCell::default() }
    }

    /// One in which this person has signed in.
    pub(crate) async fn of(server: &'a Server, email: &str) -> Self {
        let browser = Self::new(server);
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!(answer.status, 303, "{email}: {}", answer.text());
        browser
    }

    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password), ("next", "/projects")]).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header("sec-fetch-site", "none"), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send_form(Request::post(path), form).await
    }

    /// As an island calls a server function.
    pub(crate) async fn call(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send_form(Request::post(path).header("accept", "application/json"), form).await
    }

    /// As an island calls a server function that takes JSON.
    pub(crate) async fn call_json(&self, path: &str, body: &serde_json::Value) -> Answer {
        let request = Request::post(path).header("accept", "application/json").header("sec-fetch-site", "same-origin");
        self.send(request.header("content-type", "application/json"), Body::from(body.to_string())).await
    }

    async fn send_form(&self, request: Builder, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let request = request.header("sec-fetch-site", "same-origin").header("content-type", "application/x-www-form-urlencoded");
        self.send(request, Body::from(pairs.join("&"))).await
    }

    /// Sends a file as the field `report`.
    pub(crate) async fn upload(&self, path: &str, filename: &str, content: &[u8]) -> Answer {
        self.upload_as(path, &[], "report", filename, content).await
    }

    /// Sends a form with a file in it.
    pub(crate) async fn upload_as(&self, path: &str, form: &[(&str, &str)], name: &str, filename: &str, content: &[u8]) -> Answer {
        let mut head = String::new();
        for (name, value) in form {
            write!(head, "--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
        }
        write!(
            head,
            "--cut\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{filename}\"\r\nContent-Type: text/markdown\r\n\r\n"
        )
        .unwrap();
        let body = [head.as_bytes(), content, b"\r\n--cut--\r\n"].concat();
        let request = Request::post(path).header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "multipart/form-data; boundary=cut").header("content-length", body.len());
        self.send(request, Body::from(body)).await
    }

    /// Saves a report that was handed in, as proposed where it says something about records that are there.
    pub(crate) async fn save_report(&self, preview: &str, form: &[(&str, &str)]) -> Answer {
        let answer = self.post(preview, form).await;
        let path = answer.header("location");
        if !path.ends_with("/registers") {
            return answer;
        }
        let seen = field(&self.get(path).await.text(), "seen");
        self.post(path, &[("seen", &seen)]).await
    }

    /// The value of a cookie; empty where it has none.
    pub(crate) fn cookie(&self, name: &str) -> String {
        self.cookies.borrow().get(name).cloned().unwrap_or_default()
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    /// Sends a request with the cookies, and keeps those of the answer.
    pub(crate) async fn send(&self, request: Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let page = request.headers_ref().is_some_and(|headers| !headers.contains_key("accept"));
        let request = if page { request.header("accept", "text/html") } else { request };
        let request = request.header("host", "127.0.0.1:3000");
        let request = if cookies.is_empty() { request } else { request.header("cookie", cookies.join("; ")) };
        let answer = self.server.ask(request.body(body).unwrap()).await;
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            if set.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.set_cookie(name, value);
            }
        }
        answer
    }
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
        out
    })
}
