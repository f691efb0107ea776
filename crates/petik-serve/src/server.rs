//! The server: an address that is listened at, connections with their limits, and the way to an end at which what is under way is
//! still answered.

use crate::app::{self, App};
use crate::guard::{HostName, shown};
use crate::limits::Limits;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    limits: Limits,
    first: String,
    host: Option<HostName>,
}

/// Bytes of the head of a request.
const LONGEST_HEAD: usize = 64 << 10;
/// Between two looks at whether it is to stop.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);
/// Until connections are taken again, where the system has no more of them.
const REST: Duration = Duration::from_millis(50);

impl Server {
    /// Listens at `address`; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// Where the system does not let it: the port is taken, or the address is none of this machine.
    pub fn bind(address: SocketAddr, app: App) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let limits = app.limits.clone();
        let host = app.host.clone();
        let (router, first) = app::router(app, address)?;
        let runtime = Builder::new_multi_thread().enable_all().build()?;
        Ok(Server { runtime, listener, address, router, limits, first, host })
    }

    /// The address that it is reached at: `http://127.0.0.1:3838/`.
    pub fn address(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}:{}/", shown(ip), self.address.port())
    }

    /// The address to open first, with the token, where something wants one: by the name of the server that passes requests on, if any.
    pub fn first_address(&self) -> Option<String> {
        let address = self.host.as_ref().map_or_else(|| self.address(), HostName::address);
        (!self.first.is_empty()).then(|| address + &self.first)
    }

    /// Whether only this machine reaches it.
    pub fn is_local(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// Answers until it is `asked` to stop.
    ///
    /// # Errors
    ///
    /// Where the system takes the listener away.
    pub fn run(self, asked: impl Fn() -> bool) -> io::Result<()> {
        let Server { runtime, listener, router, limits, .. } = self;
        let done = runtime.block_on(answer(listener, router, &limits, asked));
        // Threads that still work on what nobody waits for are not waited for.
        runtime.shutdown_background();
        done
    }
}

async fn answer(listener: TcpListener, router: Router, limits: &Limits, asked: impl Fn() -> bool) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let free = Arc::new(Semaphore::new(limits.connections.clamp(1, Semaphore::MAX_PERMITS)));
    let ending = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let stop = async {
        while !asked() {
            sleep(BETWEEN_LOOKS).await;
        }
    };
    tokio::pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&free).acquire_owned().await.map_err(io::Error::other)?;
            Ok::<_, io::Error>((listener.accept().await?.0, place))
        };
        tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            next = next => match next {
                Ok((stream, place)) => {
                    let connection = ending.watch(connection(stream, router.clone(), limits));
                    connections.spawn(async move {
                        // How a connection ends is the caller's affair.
                        let _ = connection.await;
                        drop(place);
                    });
                }
                Err(_) => sleep(REST).await,
            },
        }
    }
    drop(listener);
    let _ = timeout(limits.stop, ending.shutdown()).await;
    connections.shutdown().await;
    Ok(())
}

type Stream = TokioIo<std::pin::Pin<Box<TimeoutStream<TcpStream>>>>;

fn connection(
    stream: TcpStream,
    router: Router,
    limits: &Limits,
) -> http1::Connection<Stream, TowerToHyperService<Router>> {
    // Answers are small and should not wait for more to come. Where it cannot be set, they wait.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stall));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router))
}
